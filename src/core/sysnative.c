/* SPDX-License-Identifier: MIT
 * sysnative.c - natives under lib/sys.py, time.py, machine.py, gc.py and io.py, and the type
 * Pin. They do as little as possible: what Python code can do stands there.
 */
#include "core/call.h"
#include "core/obj/num.h"
#include "core/obj/seq.h"
#include "core/port_file.h"
#include "core/sysnative.h"

#define TICKS_MASK 0x3fffffffu /* ticks wrap as MicroPython's do */

static bool get_number(struct adder_vm *vm, adcell c, int32_t *out)
{
    if (AD_HAS_OTHER_NUMBERS)
        return adint_get32(vm, c, out);
    *out = (int32_t)ad_int(c);
    return true;
}

/* ---- the run -------------------------------------------------------------------------------- */

adcell adn_exit(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return adexc_raise_value(vm, ADT_SystemExit, ARG(0));
}

adcell adn_gc_collect(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg, (void)n;
    adheap_collect(vm);
    return ad_from_int(0);
}

adcell adn_gc_free(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg, (void)n;
    adport_tells_memory(false);
    return adint_new_size(vm, adheap_free(vm));
}

adcell adn_gc_used(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg, (void)n;
    adport_tells_memory(false);
    return adint_new_size(vm, (size_t)(vm->top - vm->start));
}

/* ---- time ----------------------------------------------------------------------------------- */

adcell adn_ticks_ms(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg, (void)n;
    return adint_new(vm, (int32_t)(adport_ticks_ms() & TICKS_MASK));
}

adcell adn_ticks_us(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)arg, (void)n;
    return adint_new(vm, (int32_t)(adport_ticks_us() & TICKS_MASK));
}

adcell adn_sleep_ms(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t ms;
    (void)n;
    if (!get_number(vm, ARG(0), &ms))
        return AD_ERROR;
    if (ms > 0)
        adport_sleep_ms((uint32_t)ms);
    return AD_NONE;
}

adcell adn_sleep_us(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t us;
    (void)n;
    if (!get_number(vm, ARG(0), &us))
        return AD_ERROR;
    if (us > 0)
        adport_sleep_us((uint32_t)us);
    return AD_NONE;
}

/* ---- pins ----------------------------------------------------------------------------------- */

#define LAST_PIN 255

static bool get_small(struct adder_vm *vm, adcell c, int32_t most, int32_t *out)
{
    if (!get_number(vm, c, out))
        return false;
    if (*out >= 0 && *out <= most)
        return true;
    adexc_raise(vm, ADT_ValueError, "%d is out of range", (int)*out);
    return false;
}

adcell adn_pin_mode(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t pin, mode;
    (void)n;
    if (!get_small(vm, ARG(0), LAST_PIN, &pin) || !get_small(vm, ARG(1), 2, &mode))
        return AD_ERROR;
    adport_pin_mode(vm, (uint8_t)pin, (uint8_t)mode);
    return AD_NONE;
}

adcell adn_pin_write(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t pin;
    (void)n;
    if (!get_small(vm, ARG(0), LAST_PIN, &pin))
        return AD_ERROR;
    adport_pin_write(vm, (uint8_t)pin, adtruth(vm, ARG(1)) != 0);
    return AD_NONE;
}

adcell adn_pin_read(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t pin;
    (void)n;
    if (!get_small(vm, ARG(0), LAST_PIN, &pin))
        return AD_ERROR;
    return ad_from_int(adport_pin_read(vm, (uint8_t)pin));
}

adcell adpin_constant(unsigned name)
{
    switch (name) {
    case ADN_IN: return ad_from_int(0);
    case ADN_OUT: return ad_from_int(1);
    case ADN_OPEN_DRAIN: return ad_from_int(2);
    case ADN_PULL_UP: return ad_from_int(1);
    case ADN_PULL_DOWN: return ad_from_int(2);
    }
    return AD_UNBOUND;
}

static uint8_t pin_of(struct adder_vm *vm, adcell pin)
{
    return (uint8_t)ad_int(adget_cell(vm, pin, 1)); /* it may lie in the image */
}

/* mode and pull as Pin() has them; both may be left out or None or, as in MicroPython, -1. */
static bool set_mode(struct adder_vm *vm, uint8_t pin, adcell mode, adcell pull)
{
    int32_t number = 0;
    if (!mode || mode == AD_NONE || mode == ad_from_int(-1))
        return true;
    if (!get_small(vm, mode, 2, &number))
        return false;
    if (number == 0 && pull == adpin_constant(ADN_PULL_UP))
        number = 2;
    else if (number == 2)
        number = 1;
    adport_pin_mode(vm, pin, (uint8_t)number);
    return true;
}

/* Pin(number, mode, pull) */
adcell adn_new_Pin(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t number;
    adcell pin;
    (void)n;
    if (!get_small(vm, ARG(0), LAST_PIN, &number) ||
        !set_mode(vm, (uint8_t)number, ARG(1), ARG(2)))
        return AD_ERROR;
    pin = adheap_new(vm, ADT_handle, 2);
    if (!pin)
        return AD_ERROR;
    ((struct adpin *)adptr(vm, pin))->kind = ad_from_int(ADT_Pin);
    ((struct adpin *)adptr(vm, pin))->number = ad_from_int((adint)number);
    return pin;
}

adcell adn_Pin_init(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return set_mode(vm, pin_of(vm, ARG(0)), ARG(1), ARG(2)) ? AD_NONE : AD_ERROR;
}

static adcell pin_write(struct adder_vm *vm, adcell pin, bool high)
{
    adport_pin_write(vm, pin_of(vm, pin), high);
    return AD_NONE;
}

adcell adn_Pin_on(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return pin_write(vm, ARG(0), true);
}

adcell adn_Pin_off(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return pin_write(vm, ARG(0), false);
}

adcell adn_Pin_high(struct adder_vm *vm, adcell *arg, unsigned n) { return adn_Pin_on(vm, arg, n); }

adcell adn_Pin_low(struct adder_vm *vm, adcell *arg, unsigned n) { return adn_Pin_off(vm, arg, n); }

adcell adn_Pin_value(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    if (ARG(1) && ARG(1) != AD_NONE)
        return pin_write(vm, ARG(0), adtruth(vm, ARG(1)) != 0);
    return ad_from_int(adport_pin_read(vm, pin_of(vm, ARG(0))));
}

adcell adn_Pin_toggle(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return pin_write(vm, ARG(0), !adport_pin_read(vm, pin_of(vm, ARG(0))));
}

adcell adn_pwm(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t pin, duty;
    (void)n;
    if (!get_small(vm, ARG(0), LAST_PIN, &pin) || !get_small(vm, ARG(1), 65535, &duty))
        return AD_ERROR;
    adport_pwm(vm, (uint8_t)pin, (uint16_t)duty);
    return AD_NONE;
}

adcell adn_adc(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t channel;
    (void)n;
    if (!get_small(vm, ARG(0), LAST_PIN, &channel))
        return AD_ERROR;
    return adint_new(vm, adport_adc(vm, (uint8_t)channel));
}

adcell adn_mem8(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t address, value = -1;
    if (!get_number(vm, ARG(0), &address) || (n == 2 && !get_small(vm, ARG(1), 255, &value)))
        return AD_ERROR;
    return ad_from_int(adport_mem8(vm, (uint32_t)address, (int)value));
}

/* ---- output --------------------------------------------------------------------------------- */

/* What sys.stdout was set to by the program, None when it was not. */
adcell adn_stdout(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell module, file;
    (void)arg, (void)n;
    if (!vm->redirected)
        return AD_NONE;
    adpush(vm, adstr_from_c(vm, "sys"));
    if (!adtop(vm, 0))
        return AD_ERROR;
    module = adn_module(vm, vm->sp, 1);
    if (!module || module == AD_NONE)
        return module;
    file = admodule_get(vm, module, ADN_stdout);
    return file ? file : AD_NONE;
}
