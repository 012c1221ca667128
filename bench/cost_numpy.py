#!/usr/bin/python3
"""What BenchmarkFiveYears of package cost draws, with NumPy.

Five years of an index (normal, 1.5 ± 1.0 per cent, rate rounded to 0.1, kept
between 0 and 4) from 1,142.79 billion won, amounts rounded to 0.1 billion, and a
rate of exchange that walks 8 per cent a year from 1,165.4: by year, in all,
discounted at 2 per cent, and in dollars, each with its mean, its 10, 50 and 90 per
cent quantile and 20 dots. Usage: cost_numpy.py [DRAWS]
"""

import sys
import time

import numpy as np

draws = int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000
at = np.concatenate([[0.1, 0.5, 0.9], (np.arange(20) + 0.5) / 20])


def away(x, unit):
    """Rounds halves away from zero, as the terms do."""
    return np.copysign(np.floor(np.abs(x) / unit + 0.5), x) * unit


def price(rng):
    amount = np.full(draws, 1_142_790_000_000.0)
    rate = np.full(draws, 1165.4)
    total, discounted, beside = np.zeros(draws), np.zeros(draws), np.zeros(draws)
    years = []
    for t in range(5):
        if t > 0:
            growth = np.minimum(4.0, np.maximum(0.0, away(rng.normal(1.5, 1.0, draws), 0.1)))
            amount = away(amount * (1 + growth / 100), 1e8)
            years.append(amount)
        rate = rate * np.exp(0.08 * rng.standard_normal(draws))
        total += amount
        discounted += amount / 1.02**t
        beside += amount / rate
    return years + [total, discounted, beside]


start = time.process_time()
columns = price(np.random.Generator(np.random.PCG64DXSM(1)))
drawn = time.process_time()
results = [(c.mean(), np.quantile(c, at)) for c in columns]
done = time.process_time()
print(f"{draws / (drawn - start) / 1e6:.2f} drawn, {draws / (done - start) / 1e6:.2f} with quantiles ({draws} at once)")
print(f"median {results[-3][1][1] / 1e9:.1f} bn won, {results[-1][1][1] / 1e6:.0f} million dollars", file=sys.stderr)
