/* bench_start PORT COMMAND…: starts the command, connects to 127.0.0.1:PORT as soon as it accepts, prints how
 * many milliseconds passed since the start and how many kB of memory the program holds a second later, and
 * ends it. */

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char** environ;

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int accepts(int port) {
    const int s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int ok = connect(s, (struct sockaddr*)&to, sizeof to) == 0;
    close(s);
    return ok;
}

static long resident_kb(pid_t pid) {
    char path[64], line[256];
    long kb = -1;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE* status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmRSS: %ld kB", &kb) == 1)
            break;
    if (status)
        fclose(status);
    return kb;
}

int main(int argc, char** argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: bench_start PORT COMMAND…\n");
        return 2;
    }
    const int port = atoi(argv[1]);
    /* The program's `ready` line is not the figure. */
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1, 0);
    pid_t pid;
    const double start = now_ms();
    const int error = posix_spawnp(&pid, argv[2], &actions, NULL, argv + 2, environ);
    if (error) {
        fprintf(stderr, "%s: %s\n", argv[2], strerror(error));
        return 1;
    }
    while (!accepts(port)) {
        if (waitpid(pid, NULL, WNOHANG) != 0 || now_ms() - start > 60000) {
            fprintf(stderr, "%s does not accept on %d\n", argv[2], port);
            kill(pid, SIGKILL);
            return 1;
        }
        nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
    }
    const double accepted = now_ms() - start;
    sleep(1);
    printf("%.2f %ld\n", accepted, resident_kb(pid));
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    return 0;
}
