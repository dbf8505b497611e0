"""A trainer for `commonweights` contributors, in standard Python: copy it, and put your own framework in.

    python3 trainer.py ROWS.csv [LABEL_COLUMN]

ROWS.csv has no header; its cells are numbers, encoded as the model's encoding says, and one column (the last, or
LABEL_COLUMN from 0) is the class, from 0. Runs in the folder that the service made: reads task.json and
base.safetensors there, trains a dense softmax network as the task says, and writes weights.safetensors.
"""

import csv
import json
import math
import random
import struct
import sys


def read_parameters(path):
    """The numbers of the tensor "parameters" [P] of F64: a header's length, the header as JSON, the numbers."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        (count,) = json.loads(file.read(length))["parameters"]["shape"]
        return list(struct.unpack(f"<{count}d", file.read()))


def write_parameters(path, parameters):
    entry = {"dtype": "F64", "shape": [len(parameters)], "data_offsets": [0, 8 * len(parameters)]}
    header = json.dumps({"parameters": entry}, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(header)) + header)
        file.write(struct.pack(f"<{len(parameters)}d", *parameters))


def read_rows(path, label_column, width, classes):
    """Pairs of features and class. A wrong cell is named by its place: what it holds stays out of the service's log."""
    rows = []
    with open(path, newline="") as file:
        for number, cells in enumerate(csv.reader(file), 1):
            if not cells:
                continue
            if len(cells) != width + 1:
                sys.exit(f"row {number} has {len(cells)} cells, not {width + 1}")
            try:
                values = [float(cell) for cell in cells]
            except ValueError:
                sys.exit(f"row {number} holds something that is no number")
            label = values.pop(label_column)
            if label not in range(classes) or not all(map(math.isfinite, values)):
                sys.exit(f"row {number} holds an unknown class or a number that is not finite")
            rows.append((values, int(label)))
    if not rows:
        sys.exit("there are no rows")
    return rows


def add_gradient(network, parameters, row, weight, gradient):
    """Adds the gradient of one row's cross-entropy, times `weight`. Per layer: weights, output by input, then biases."""
    widths, is_tanh = network["widths"], network.get("activation") == "tanh"
    values, label = row
    layers, at = [], 0  # per layer where its parameters start, and its inputs
    for layer, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
        layers.append((at, values))
        biases = at + inputs * outputs
        sums = [
            parameters[biases + o] + sum(parameters[at + o * inputs + i] * values[i] for i in range(inputs))
            for o in range(outputs)
        ]
        if layer < len(widths) - 2:
            sums = [math.tanh(s) if is_tanh else max(0.0, s) for s in sums]
        values, at = sums, biases + outputs
    powers = [math.exp(v - max(values)) for v in values]
    errors = [weight * (p / sum(powers) - (o == label)) for o, p in enumerate(powers)]
    for at, values in reversed(layers):
        inputs, outputs = len(values), len(errors)
        for o, error in enumerate(errors):
            for i in range(inputs):
                gradient[at + o * inputs + i] += error * values[i]
            gradient[at + inputs * outputs + o] += error
        back = [sum(errors[o] * parameters[at + o * inputs + i] for o in range(outputs)) for i in range(inputs)]
        # The first layer's go nowhere.
        errors = [b * (1 - v * v) if is_tanh else b * (v > 0) for b, v in zip(back, values)]


def create_step(count, training):
    """One step of the task's optimizer, in place."""
    optimizer, rate = training["optimizer"], training["learningRate"]
    keep = 1 - rate * training["weightDecay"]
    first, second, taken = [0.0] * count, [0.0] * count, 0

    def step(parameters, gradient):
        nonlocal taken
        taken += 1
        for i, g in enumerate(gradient):
            if optimizer["kind"] == "adamw":
                beta1, beta2 = optimizer["beta1"], optimizer["beta2"]
                first[i] = beta1 * first[i] + (1 - beta1) * g
                second[i] = beta2 * second[i] + (1 - beta2) * g * g
                size = math.sqrt(second[i] / (1 - beta2**taken)) + optimizer["epsilon"]
                change = first[i] / (1 - beta1**taken) / size
            else:
                first[i] = optimizer["momentum"] * first[i] + g
                change = g + optimizer["momentum"] * first[i] if optimizer["kind"] == "nesterov" else first[i]
            parameters[i] = parameters[i] * keep - rate * change

    return step


def train(network, training, parameters, rows):
    """Mini-batch training; the rows come in a new random order on every pass."""
    class_weights = network.get("classWeights", [1] * network["widths"][-1])
    # The weights average 1 over the rows.
    total = sum(class_weights[label] for _, label in rows)
    step = create_step(len(parameters), training)
    batch_size, order = min(training["batchSize"], len(rows)), []
    for _ in range(training["steps"]):
        gradient = [0.0] * len(parameters)
        for _ in range(batch_size):
            if not order:
                order = random.sample(rows, len(rows))
            row = order.pop()
            add_gradient(network, parameters, row, class_weights[row[1]] * len(rows) / total / batch_size, gradient)
        step(parameters, gradient)


def main(path, label_column="-1"):
    with open("task.json") as file:
        task = json.load(file)
    network = task["network"]
    if network.get("loss", "softmax") != "softmax":
        sys.exit("this example trains softmax networks only")
    parameters = read_parameters("base.safetensors")
    rows = read_rows(path, int(label_column), network["widths"][0], network["widths"][-1])
    train(network, task["training"], parameters, rows)
    write_parameters("weights.safetensors", parameters)


if __name__ == "__main__":
    main(*sys.argv[1:])
