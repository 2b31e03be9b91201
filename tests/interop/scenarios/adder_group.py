#!/usr/bin/env python3
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from support import clients  # noqa: E402
from support.adder import CLIENT, COUNT, Sums  # noqa: E402
from support.scenario import expect, expect_equal, play, step, wait_until  # noqa: E402


def story(scene):
    """The adder through one topic of two partitions and a group: a third worker joins, one is killed."""
    package = f"kafka-python-{scene.options.client}"
    scene.kafka("org.apache.kafka.tools.TopicCommand", "--bootstrap-server", scene.address, "--create", "--topic",
                "adder", "--partitions", "2")

    def new_worker():
        return scene.program(package, "adder_worker.py", scene.address, "adder", "adders")

    step("a group of two shares the partitions")
    sums = Sums(new_worker(), new_worker())
    sums.wait_for_assignment([1, 1])
    producer = scene.program(package, "adder_producer.py", scene.address, "adder:0", "adder:1")

    def send(first, end):
        producer.say(f"{first} {end}")
        producer.expect_line(f"sent {end - first}")

    third = COUNT // 3
    send(0, third)
    sums.wait_for(range(third))

    step("a third worker joins while numbers flow")
    producer.say(f"{third} {2 * third}")
    sums.workers.append(new_worker())
    producer.expect_line(f"sent {third}")
    sums.wait_for_assignment([1, 1, 0])
    sums.wait_for(range(2 * third))

    step("a worker that holds a partition is killed; the one that had none takes it over")
    victim = next(worker for worker in sums.workers if sums.held[worker])
    victim.kill()
    send(2 * third, COUNT)
    sums.collect()
    sums.workers.remove(victim)
    sums.wait_for_assignment([1, 1])
    sums.wait_for(range(COUNT))
    expect_equal(sorted(set(sums.seen)), list(range(COUNT)), "the numbers added")

    step("the lag ends at 0")

    def lag():
        text = clients.run([clients.python(package), pathlib.Path(__file__).parent.parent / "programs/group_lag.py",
                            scene.address, "adders", "adder:0", "adder:1"])
        return text.split("\n")

    wait_until(lambda: lag() == ["0 0", "1 0", ""], "a lag of 0 on both partitions")
    for worker in sums.workers:
        expect(worker.process.poll() is None, f"{worker.name} ended by itself")
        worker.kill()
    producer.finish()


play(story, options=[CLIENT])
