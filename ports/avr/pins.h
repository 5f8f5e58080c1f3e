/* SPDX-License-Identifier: MIT
 * pins.h - which port bit each Arduino pin number is. One list per board, read by the firmware's
 * flash table and by the runner's pin names, so that the two cannot differ.
 * PIN(port letter, bit), in order of pin number.
 */
#ifndef ADDER_AVR_PINS_H
#define ADDER_AVR_PINS_H

/* 0-7, 8-13, then the analog pins 14-19 = A0-A5 */
#define AD_PINS_UNO(PIN) \
    PIN(D, 0) PIN(D, 1) PIN(D, 2) PIN(D, 3) PIN(D, 4) PIN(D, 5) PIN(D, 6) PIN(D, 7) \
    PIN(B, 0) PIN(B, 1) PIN(B, 2) PIN(B, 3) PIN(B, 4) PIN(B, 5) \
    PIN(C, 0) PIN(C, 1) PIN(C, 2) PIN(C, 3) PIN(C, 4) PIN(C, 5)
#define AD_PINS_UNO_FIRST_ANALOG 14

/* ten a line; the analog pins 54-69 = A0-A15 */
#define AD_PINS_MEGA(PIN) \
    PIN(E, 0) PIN(E, 1) PIN(E, 4) PIN(E, 5) PIN(G, 5) PIN(E, 3) PIN(H, 3) PIN(H, 4) PIN(H, 5) \
    PIN(H, 6) \
    PIN(B, 4) PIN(B, 5) PIN(B, 6) PIN(B, 7) PIN(J, 1) PIN(J, 0) PIN(H, 1) PIN(H, 0) PIN(D, 3) \
    PIN(D, 2) \
    PIN(D, 1) PIN(D, 0) PIN(A, 0) PIN(A, 1) PIN(A, 2) PIN(A, 3) PIN(A, 4) PIN(A, 5) PIN(A, 6) \
    PIN(A, 7) \
    PIN(C, 7) PIN(C, 6) PIN(C, 5) PIN(C, 4) PIN(C, 3) PIN(C, 2) PIN(C, 1) PIN(C, 0) PIN(D, 7) \
    PIN(G, 2) \
    PIN(G, 1) PIN(G, 0) PIN(L, 7) PIN(L, 6) PIN(L, 5) PIN(L, 4) PIN(L, 3) PIN(L, 2) PIN(L, 1) \
    PIN(L, 0) \
    PIN(B, 3) PIN(B, 2) PIN(B, 1) PIN(B, 0) PIN(F, 0) PIN(F, 1) PIN(F, 2) PIN(F, 3) PIN(F, 4) \
    PIN(F, 5) \
    PIN(F, 6) PIN(F, 7) PIN(K, 0) PIN(K, 1) PIN(K, 2) PIN(K, 3) PIN(K, 4) PIN(K, 5) PIN(K, 6) \
    PIN(K, 7)
#define AD_PINS_MEGA_FIRST_ANALOG 54

/* An ATtiny85 by itself: pin n is PBn. PB5 is the reset unless a fuse says otherwise. The numbers
 * of the analog inputs are not in the order of the pins: 0 is PB5, 1 is PB2, 2 is PB4, 3 is PB3. */
#define AD_PINS_ATTINY85(PIN) PIN(B, 0) PIN(B, 1) PIN(B, 2) PIN(B, 3) PIN(B, 4) PIN(B, 5)
#define AD_PINS_ATTINY85_FIRST_ANALOG 6

/* Where a chip without a UART sends what is printed, and how fast. */
#define AD_LINE_PIN 3
#define AD_LINE_BAUD 9600UL

#endif
