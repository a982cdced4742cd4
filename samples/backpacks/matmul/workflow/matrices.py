"""Matrices of whole numbers in CSV files without a header."""


def read(path):
    with open(path, encoding="utf-8") as file:
        return [[int(value) for value in line.split(",")] for line in file if line.strip()]


def write(path, matrix):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for row in matrix:
            file.write(",".join(map(str, row)) + "\n")


def times(matrix, vector):
    return [sum(x * y for x, y in zip(row, vector)) for row in matrix]
