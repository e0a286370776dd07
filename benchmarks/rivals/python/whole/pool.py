import multiprocessing


def echo(value):
    return value


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        for result in pool.map(echo, [1, 2]):
            print(result)
