/* SPDX-License-Identifier: MIT
 * echo.c - returns every byte that it receives, without a clock; a full stop ends it with the
 * number of bytes before it as its status.
 */
#include "../../ports/avr/port.h"

int main(void)
{
    uint8_t n = 0;
    adport_start(true);
    for (;;) {
        int c = n & 1 ? adport_read(NULL) : adport_poll(); /* both ways */
        if (c == '.')
            adport_exit(n);
        if (c >= 0) {
            adport_put((uint8_t)c);
            n++;
        }
    }
}
