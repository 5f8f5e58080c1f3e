/* SPDX-License-Identifier: MIT
 * filenative.c - natives that only ports with a file system have: bare files under lib/io.py, the
 * arguments of the program, the calendar. Errors come back as negative numbers of errno, of which
 * lib/io.py makes exceptions.
 */
#include "core/api.h"
#include "core/obj/seq.h"
#include "core/port_file.h"

#define NAME_BYTES 1024
#define READ_BYTES 512

adcell adn_argv(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adapi *m = adapi_of(vm);
    int i;
    (void)arg, (void)n;
    adpush(vm, adlist_new(vm, (size_t)m->argc));
    if (!adtop(vm, 0))
        return AD_ERROR;
    for (i = 0; i < m->argc; i++) {
        adpush(vm, adstr_from_c(vm, m->argv[i]));
        if (!adtop(vm, 0) || !adlist_append(vm, vm->sp + 1, vm->sp))
            return AD_ERROR;
        addrop(vm, 1);
    }
    return adtop(vm, 0);
}

adcell adn_clock(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return adfloat_new(vm, adport_clock(ARG(0) != ad_from_int(0)));
}

/* _file_open(name, flags) */
adcell adn_file_open(struct adder_vm *vm, adcell *arg, unsigned n)
{
    char name[NAME_BYTES];
    int32_t flags;
    size_t length;
    (void)n;
    if (!adstr_is(vm, ARG(0)))
        return adexc_raise(vm, ADT_TypeError, "expected str as name of a file, not %t", ARG(0));
    if (!adint_get32(vm, ARG(1), &flags))
        return AD_ERROR;
    length = adobj_size(vm, ARG(0));
    if (length >= sizeof name)
        return ad_from_int(-36); /* ENAMETOOLONG */
    adget_bytes(vm, ARG(0), 0, length, name);
    name[length] = 0;
    return adint_new(vm, adport_file_open(vm, name, (unsigned)flags));
}

static bool get_file(struct adder_vm *vm, adcell c, int32_t *file)
{
    return adint_get32(vm, c, file);
}

/* _file_read(file, n): at most n bytes, and at most READ_BYTES; b"" at the end. */
adcell adn_file_read(struct adder_vm *vm, adcell *arg, unsigned n)
{
    uint8_t part[READ_BYTES];
    int32_t file, want, got;
    (void)n;
    if (!get_file(vm, ARG(0), &file) || !adint_get32(vm, ARG(1), &want))
        return AD_ERROR;
    want = AD_MIN(want, READ_BYTES);
    got = adport_file_read(vm, file, part, want > 0 ? (size_t)want : 0);
    if (got < 0)
        return adint_new(vm, got);
    return adbytes_new(vm, part, (size_t)got);
}

/* _file_write(file, data): all of a str, bytes or bytearray. Its bytes leave in pieces, because
 * the port may not look into the block. */
adcell adn_file_write(struct adder_vm *vm, adcell *arg, unsigned n)
{
    uint8_t part[READ_BYTES];
    int32_t file, done;
    size_t at = 0, i, size, k;
    bool text = adstr_is(vm, ARG(1));
    (void)n;
    if (!get_file(vm, ARG(0), &file))
        return AD_ERROR;
    if (!text && !adbytes_like(vm, ARG(1)))
        return adexc_raise(vm, ADT_TypeError, "a bytes-like object is required, not '%t'", ARG(1));
    size = text ? adobj_size(vm, ARG(1)) : adbytes_length(vm, ARG(1));
    while (at < size) {
        k = AD_MIN(size - at, sizeof part);
        if (text)
            adget_bytes(vm, ARG(1), at, k, part);
        else
            for (i = 0; i < k; i++)
                part[i] = adbytes_get(vm, ARG(1), at + i);
        done = adport_file_write(vm, file, part, k);
        if (done <= 0)
            return adint_new(vm, done);
        at += (size_t)done;
    }
    return adint_new_size(vm, size);
}

/* _file_seek(file, offset, whence): the new position. */
adcell adn_file_seek(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t file, whence;
    int64_t offset;
    (void)n;
    if (!get_file(vm, ARG(0), &file) || !adint_get64(vm, ARG(1), &offset) ||
        !adint_get32(vm, ARG(2), &whence))
        return AD_ERROR;
    return adint_new64(vm, adport_file_seek(vm, file, offset, (unsigned)whence));
}

adcell adn_file_close(struct adder_vm *vm, adcell *arg, unsigned n)
{
    int32_t file;
    (void)n;
    if (!get_file(vm, ARG(0), &file))
        return AD_ERROR;
    return adint_new(vm, adport_file_close(vm, file));
}
