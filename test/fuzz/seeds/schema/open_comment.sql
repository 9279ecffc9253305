/* never /* closed
