/* SPDX-License-Identifier: MIT
 * machine.h - programs of the integer machines for the commands of the tool: which machine a file
 * is for, and its code, with what the assembler knows about it if there was a source.
 */
#ifndef ADDER_TOOL_MACHINE_H
#define ADDER_TOOL_MACHINE_H

#include "host/fs.h"
#include "isa/masm.h"
#include "tool/cmd.h"

struct adtool_code {
    const struct adisa *isa;
    const uint8_t *bytes;
    uint32_t size;
    bool has_source;
    struct admasm source; /* lines, labels, variables; only with has_source */
    struct adhost_arena memory;
};

/* The instruction set that --isa or the extension of the file names: .portasm and .pvm (code) are
 * portvm's, .p, .pi and .b (code) microvm's. NULL: the Python machine's. */
const struct adisa *adtool_isa(const struct adtool_options *o);

/* Assembles the file, or reads it when it is code (.pvm, .b; `code`: when it is not called .portasm
 * or .p). 0, or the exit status after it has complained. */
int adtool_code_load(const struct adtool_options *o, bool code, struct adtool_code *c);
/* The same of a text that is at hand, which must stay. It does not complain, c->source.errors says
 * why it failed, and c is to be freed in any case. */
bool adtool_code_text(const struct adtool_options *o, struct adtool_code *c, const char *text,
                      size_t length);
void adtool_code_free(struct adtool_code *c);

/* `adder asm` and `adder dis` of files for which adtool_isa is not NULL. */
int adtool_machine_asm(const struct adtool_options *o);
int adtool_machine_dis(const struct adtool_options *o);

#endif
