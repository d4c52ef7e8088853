/* Server of libmodbus for benchmarks: holding register i is i. Prints PORT n; serves one connection at a time; ends when its input ends. */
#include <arpa/inet.h>
#include <modbus.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void *end_with_input(void *unused)
{
    char byte;
    (void)unused;
    while (read(STDIN_FILENO, &byte, 1) > 0)
        ;
    _exit(0);
}

int main(void)
{
    modbus_t *context = modbus_new_tcp("127.0.0.1", 0);
    modbus_mapping_t *mapping = modbus_mapping_new(0, 0, 65535, 0);
    struct sockaddr_in bound;
    socklen_t size = sizeof bound;
    uint8_t query[MODBUS_TCP_MAX_ADU_LENGTH];
    pthread_t watcher;
    int listener;

    if (context == NULL || mapping == NULL)
        return 1;
    for (int i = 0; i < 65535; i++)
        mapping->tab_registers[i] = (uint16_t)i;
    listener = modbus_tcp_listen(context, 8);
    if (listener == -1 || getsockname(listener, (struct sockaddr *)&bound, &size) == -1)
        return 1;
    pthread_create(&watcher, NULL, end_with_input, NULL);
    printf("PORT %d\n", ntohs(bound.sin_port));
    fflush(stdout);
    while (modbus_tcp_accept(context, &listener) != -1) {
        int length;
        while ((length = modbus_receive(context, query)) != -1)
            modbus_reply(context, query, length, mapping);
        modbus_close(context);
    }
    return 0;
}
