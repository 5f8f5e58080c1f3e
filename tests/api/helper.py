# SPDX-License-Identifier: MIT
def answer():
    return twice(1)
