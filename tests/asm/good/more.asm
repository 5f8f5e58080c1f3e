; included
        NOP
