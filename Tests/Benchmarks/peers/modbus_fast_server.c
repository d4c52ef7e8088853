/*
 * A server that is faster than libmodbus': it takes all requests that have arrived and answers them in one write. Function 3 only, register i is i;
 * no checks, since only the benchmark's two clients talk to it. Prints PORT n; serves one connection at a time; ends when its input ends.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { request_length = 12, largest_answer = 260, most_requests = 64 };

static void *end_with_input(void *unused)
{
    char byte;
    (void)unused;
    while (read(STDIN_FILENO, &byte, 1) > 0)
        ;
    _exit(0);
}

static size_t answer(const uint8_t *request, uint8_t *out)
{
    unsigned first = (unsigned)request[8] << 8 | request[9];
    unsigned count = (unsigned)request[10] << 8 | request[11];
    memcpy(out, request, 8);
    out[4] = 0;
    out[5] = (uint8_t)(3 + 2 * count);
    out[8] = (uint8_t)(2 * count);
    for (unsigned i = 0; i < count; i++) {
        out[9 + 2 * i] = (uint8_t)((first + i) >> 8);
        out[10 + 2 * i] = (uint8_t)(first + i);
    }
    return 9 + 2 * count;
}

static void serve(int connection)
{
    uint8_t in[most_requests * request_length], out[most_requests * largest_answer];
    size_t filled = 0;
    ssize_t got;
    while ((got = read(connection, in + filled, sizeof in - filled)) > 0) {
        size_t taken = 0, made = 0;
        filled += (size_t)got;
        for (; filled - taken >= request_length; taken += request_length)
            made += answer(in + taken, out + made);
        memmove(in, in + taken, filled -= taken);
        if (made > 0 && write(connection, out, made) != (ssize_t)made)
            return;
    }
}

int main(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    pthread_t watcher;
    int on = 1, connection, listener = socket(AF_INET, SOCK_STREAM, 0);

    if (bind(listener, (struct sockaddr *)&address, size) == -1 || listen(listener, 8) == -1
        || getsockname(listener, (struct sockaddr *)&address, &size) == -1)
        return 1;
    pthread_create(&watcher, NULL, end_with_input, NULL);
    printf("PORT %d\n", ntohs(address.sin_port));
    fflush(stdout);
    while ((connection = accept(listener, NULL, NULL)) != -1) {
        setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        serve(connection);
        close(connection);
    }
    return 0;
}
