"""What every adder scenario shares: the sums that workers write, checked."""

from support.scenario import expect, wait_until

COUNT = 10_000
CLIENT = ("--client", {"default": "3.0.12", "help": "version of kafka-python"})


class Sums:
    """Collects the sums of several workers."""

    def __init__(self, *workers):
        self.workers = list(workers)
        self.seen = []
        self.held = {}

    def collect(self):
        """Takes in what the workers wrote since; every sum must be right."""
        for worker in self.workers:
            for line in worker.lines_so_far():
                if line.startswith("ready"):
                    self.held[worker] = line.split()[1:]
                    continue
                op1, op2, total = map(int, line.split())
                expect(op1 == op2 and op1 + op2 == total, f"{op1} + {op2} is not {total}")
                self.seen.append(op1)

    def wait_for(self, numbers):
        """Until each of `numbers` was added at least once."""
        wanted = set(numbers)

        def all_there():
            self.collect()
            return wanted <= set(self.seen)

        wait_until(all_there, f"{len(wanted)} sums")

    def wait_for_assignment(self, expected):
        """Until the workers hold `expected` partitions, each how many, in falling order."""

        def held():
            self.collect()
            return sorted((len(self.held.get(worker, [])) for worker in self.workers), reverse=True) == expected

        wait_until(held, f"partitions held by the workers: {expected}")
