/* SPDX-License-Identifier: MIT
 * flip_image.c - damages an image in every place between two offsets and tries each damage: it is
 * refused with a named fault, or it runs without harm. flip_image.py starts it, under sanitizers,
 * and reads from the progress file which damage was the last one when it does not come back.
 *
 *   flip_image IMAGE FROM TO PROGRESS MEMORY STEPS
 *
 * A damage is named kind-offset-bits[-mended]; `flip_image IMAGE NAME OUTPUT` writes it to a file.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adder.h"
#include "image/crc.h"

/* The head of an image (src/image/format.h): its size, and the CRC-32 of all behind that field. */
enum { SIZE_AT = 8, CRC_AT = 12, SECONDS = 20 };

struct damage {
    size_t at;       /* offset, or the length to which the image is cut */
    unsigned bits;   /* that are turned over; 0: cut */
    unsigned mended; /* size and checksum are right again, so that the verifier must find it */
};

static uint8_t *image;
static size_t image_size, block;
static uint64_t steps;

static void write_u32(uint8_t *to, size_t value)
{
    for (unsigned i = 0; i < 4; i++)
        to[i] = (uint8_t)(value >> 8 * i);
}

/* The damaged image, from malloc: exactly its bytes, so that reading behind them is seen. */
static uint8_t *damaged(const struct damage *d, size_t *size)
{
    uint8_t *copy;
    *size = d->bits ? image_size : d->at;
    copy = malloc(*size + !*size);
    if (!copy)
        abort();
    memcpy(copy, image, *size);
    if (d->bits)
        copy[d->at] ^= (uint8_t)d->bits;
    if (d->mended && *size >= CRC_AT + 4) {
        write_u32(copy + SIZE_AT, *size);
        write_u32(copy + CRC_AT, adcrc_32(copy + CRC_AT + 4, *size - CRC_AT - 4));
    }
    return copy;
}

static void name(const struct damage *d, char *text, size_t size)
{
    snprintf(text, size, "%s-%zu-%02x%s", d->bits ? "flip" : "cut", d->at, d->bits,
        d->mended ? "-mended" : "");
}

static bool refused(const uint8_t *bytes, size_t size)
{
    size_t scratch_size = adder_verify_scratch(size);
    void *scratch = malloc(scratch_size);
    const char *fault = adder_verify(bytes, size, scratch, scratch_size);
    if (fault && !*fault)
        abort(); /* without a word */
    free(scratch);
    return fault != NULL;
}

static void run(const uint8_t *bytes, size_t size)
{
    size_t memory_size = adder_memory(size, block);
    void *memory = malloc(memory_size);
    struct adder_vm *vm = memory ? adder_open(memory, memory_size) : NULL;
    if (!vm || adder_load(vm, bytes, size, 0, ADDER_TRUSTED) != ADDER_OK)
        abort();
    if (adder_run(vm, steps) > ADDER_STATE) /* any end will do */
        abort();
    free(memory);
}

/* Did it run? */
static bool try_one(const struct damage *d)
{
    size_t size;
    uint8_t *bytes = damaged(d, &size);
    bool sound = !refused(bytes, size);
    if (sound)
        run(bytes, size);
    free(bytes);
    return sound;
}

static void try_all(size_t from, size_t to, int progress)
{
    unsigned counts[2] = {0, 0};
    for (struct damage d = {from, 0, 0}; d.at < to; d.at++)
        for (unsigned which = 0; which < 6; which++) {
            char text[48] = "";
            d.bits = which < 2 ? 0xff : which < 4 ? 1u << d.at % 8 : 0;
            d.mended = which & 1;
            if (d.mended && (d.bits ? d.at >= SIZE_AT && d.at < CRC_AT + 4 : d.at % 8 != 0))
                continue;
            name(&d, text, sizeof text);
            if (pwrite(progress, text, sizeof text, 0) < 0)
                abort();
            alarm(SECONDS);
            counts[try_one(&d)]++;
        }
    fprintf(stderr, "%u refused, %u ran\n", counts[0], counts[1]);
}

static int write_damage(const char *text, const char *path)
{
    struct damage d = {0, 0, strstr(text, "-mended") != NULL};
    size_t size;
    uint8_t *bytes;
    FILE *to = fopen(path, "wb");
    if (!to || (sscanf(text, "flip-%zu-%x", &d.at, &d.bits) < 1 &&
                   sscanf(text, "cut-%zu", &d.at) < 1))
        return 2;
    bytes = damaged(&d, &size);
    fwrite(bytes, 1, size, to);
    free(bytes);
    return fclose(to) ? 2 : 0;
}

static bool read_image(const char *path)
{
    FILE *from = fopen(path, "rb");
    long size = from && !fseek(from, 0, SEEK_END) ? ftell(from) : -1;
    if (size < 0 || !(image = malloc((size_t)size + 1)))
        return false;
    rewind(from);
    image_size = fread(image, 1, (size_t)size, from);
    fclose(from);
    return true;
}

int main(int argc, char **argv)
{
    FILE *progress;
    if ((argc != 4 && argc != 7) || !read_image(argv[1])) {
        fputs("usage: flip_image IMAGE FROM TO PROGRESS MEMORY STEPS | IMAGE NAME OUTPUT\n",
            stderr);
        return 2;
    }
    if (argc == 4)
        return write_damage(argv[2], argv[3]);
    block = strtoul(argv[5], NULL, 10);
    steps = strtoull(argv[6], NULL, 10);
    progress = fopen(argv[4], "wb");
    if (!progress)
        return 2;
    try_all(strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10), fileno(progress));
    return 0;
}
