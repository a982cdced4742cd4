"""Multiplies two matrices: multiply.py A B PRODUCT."""

import sys

import matrices

left, right = matrices.read(sys.argv[1]), matrices.read(sys.argv[2])
columns = list(zip(*right))
product = []
for i, row in enumerate(left, start=1):
    product.append([sum(x * y for x, y in zip(row, column)) for column in columns])
    if i % 10 == 0:
        print(f"optaic::progress {100 * i / len(left):.0f}", flush=True)

matrices.write(sys.argv[3], product)
print(f"{len(left)} x {len(right)} times {len(right)} x {len(columns)}")
