/* SPDX-License-Identifier: MIT
 * protocol.h - what a firmware tells the runner, through the three general purpose I/O registers.
 * They have no function of their own, so on a real chip every one of these writes is harmless.
 * Included by the firmware (avr-gcc) and by the runner (host compiler): constants only.
 *
 *   GPIOR0  exit status. The run ends when the chip then sleeps with interrupts off:
 *               GPIOR0 = status; cli; sleep
 *   GPIOR1  marker. Writing n stamps the current cycle with n (--mark lists the stamps).
 *   GPIOR2  figures, three bytes each: tag, low byte, high byte. A tag of 0 is skipped, so three
 *           zeros bring a writer and the runner back into step. The last value of a tag counts.
 */
#ifndef ADDER_SIM_PROTOCOL_H
#define ADDER_SIM_PROTOCOL_H

/* Data-space addresses: of the ATmega chips, and of the ATtiny85. */
#define AD_SIM_STATUS_ADDRESS 0x3e
#define AD_SIM_MARK_ADDRESS 0x4a
#define AD_SIM_FIGURE_ADDRESS 0x4b
#define AD_SIM_TINY_STATUS_ADDRESS 0x31
#define AD_SIM_TINY_MARK_ADDRESS 0x32
#define AD_SIM_TINY_FIGURE_ADDRESS 0x33

/* FIGURE(tag, JSON name, sentence) */
#define AD_SIM_FIGURES(FIGURE) \
    FIGURE(1, block_size, "block, bytes") \
    FIGURE(2, block_peak, "block high-water, bytes") \
    FIGURE(3, collections, "collections") \
    FIGURE(4, block_live, "live in the block at the end, bytes") \
    FIGURE(5, stack_reserve, "C stack reserve, bytes") \
    FIGURE(6, stack_peak, "C stack high-water by paint, bytes") \
    FIGURE(7, allocations, "allocations, modulo 65536") \
    FIGURE(8, value_stack_peak, "value stack high-water, bytes")

#define AD_SIM_FIGURE_TAG(tag, name, sentence) AD_SIM_##name = tag,
enum ad_sim_figure { AD_SIM_FIGURES(AD_SIM_FIGURE_TAG) AD_SIM_FIGURE_LIMIT = 32 };

/* The firmware may define this absolute symbol: bytes kept for the C stack under the end of RAM.
 * The runner then calls a deeper stack an overflow; without it the limit is the end of .bss. */
#define AD_SIM_STACK_SYMBOL "adport_cstack"

#endif
