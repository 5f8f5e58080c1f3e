/* SPDX-License-Identifier: MIT
 * chips.c - the chips that adder-sim knows, with the board that each stands for.
 */
#include <string.h>

#include "../pins.h"
#include "sim.h"

#define PIN_ROW(letter, number) {#letter[0], number},
static const char uno_pins[][2] = {AD_PINS_UNO(PIN_ROW)};
static const char mega_pins[][2] = {AD_PINS_MEGA(PIN_ROW)};
static const char attiny85_pins[][2] = {AD_PINS_ATTINY85(PIN_ROW)};
#undef PIN_ROW

#define PINS(name) sizeof name / 2, name
static const struct adsim_chip chips[] = {
    {"atmega328p", "uno", 16000000, PINS(uno_pins), AD_PINS_UNO_FIRST_ANALOG, 512,
     {AD_SIM_STATUS_ADDRESS, AD_SIM_MARK_ADDRESS, AD_SIM_FIGURE_ADDRESS}, 0x60, -1},
    {"atmega2560", "mega", 16000000, PINS(mega_pins), AD_PINS_MEGA_FIRST_ANALOG, 8192,
     {AD_SIM_STATUS_ADDRESS, AD_SIM_MARK_ADDRESS, AD_SIM_FIGURE_ADDRESS}, 0x60, -1},
    {"attiny85", "attiny85", 8000000, PINS(attiny85_pins), AD_PINS_ATTINY85_FIRST_ANALOG, 0,
     {AD_SIM_TINY_STATUS_ADDRESS, AD_SIM_TINY_MARK_ADDRESS, AD_SIM_TINY_FIGURE_ADDRESS}, 0x41,
     AD_LINE_PIN},
};

enum { CHIPS = sizeof chips / sizeof chips[0] };

const struct adsim_chip *adsim_chip_named(const char *mcu)
{
    for (size_t i = 0; i < CHIPS; i++)
        if (!strcmp(chips[i].mcu, mcu))
            return &chips[i];
    adsim_die(ADSIM_EXIT_USAGE, "unknown chip '%s'; try atmega328p, atmega2560 or attiny85", mcu);
}

const struct adsim_chip *adsim_chip_of_board(const char *board)
{
    for (size_t i = 0; i < CHIPS; i++)
        if (!strcmp(chips[i].board, board))
            return &chips[i];
    adsim_die(ADSIM_EXIT_USAGE, "unknown board '%s'; try uno, mega or attiny85", board);
}
