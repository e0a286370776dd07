"""loky, or the copy of it that joblib brings along."""

try:
    from loky import ProcessPoolExecutor, __version__
except ImportError:
    from joblib.externals.loky import ProcessPoolExecutor, __version__

if __name__ == "__main__":
    print(__version__)
