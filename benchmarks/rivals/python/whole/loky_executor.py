try:
    from loky import ProcessPoolExecutor
except ImportError:
    from joblib.externals.loky import ProcessPoolExecutor


def echo(value):
    return value


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        for result in pool.map(echo, [1, 2]):
            print(result)
