"""What the workers run; a module of its own, since workers that are spawned import it."""

import time


def echo(value):
    return value


def successor(number):
    return number + 1


def sleep(millis):
    time.sleep(millis / 1000)
    return millis
