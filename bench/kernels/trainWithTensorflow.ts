import { createRandom } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import type { Network } from "../../src/learning/Network.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";

type Tensor = { dispose(): void; data(): Promise<Float32Array> } & Record<string, (...inputs: unknown[]) => Tensor>;
/** What the bench uses of @tensorflow/tfjs-core. */
export type Tensorflow = {
  setBackend(name: string): Promise<boolean>;
  tensor2d(values: Float32Array, shape: readonly [number, number]): Tensor;
  tensor1d(values: Float32Array | Int32Array, type?: string): Tensor;
  variable(initial: Tensor): Tensor;
  oneHot(labels: Tensor, classes: number): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  relu(a: Tensor): Tensor;
  tidy<T>(run: () => T): T;
  losses: { softmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor };
  train: { momentum(rate: number, momentum: number): { minimize(loss: () => Tensor): void; dispose(): void } };
};

/**
 * What `trainLocally` does, by tfjs: same rows in the same batches, same start, same optimizer (SGD with momentum);
 * returns the parameters in our layout. Batches are gathered before the clock matters: per step only their upload counts.
 */
export async function trainWithTensorflow(
  tf: Tensorflow,
  network: Network,
  base: Float64Array,
  { width, features, labels }: Examples,
  { steps, batchSize, learningRate, optimizer }: TrainingOptions & { optimizer: { kind: "sgd" } },
  seed: number,
): Promise<Float64Array> {
  const { widths } = network;
  const classes = widths[widths.length - 1] as number;
  const layers = layersOf(widths);
  const variables = layers.flatMap(({ inputs, outs, at }) => {
    const weights = Float32Array.from({ length: inputs * outs }, (_, i) => {
      return base[at + (i % outs) * inputs + Math.floor(i / outs)] as number;
    });
    const biases = Float32Array.from(base.subarray(at + inputs * outs, at + inputs * outs + outs));
    return [tf.variable(tf.tensor2d(weights, [inputs, outs])), tf.variable(tf.tensor1d(biases))];
  });
  const rule = tf.train.momentum(learningRate, optimizer.momentum);
  const random = createRandom(seed);
  const order = Uint32Array.from(labels, (_, row) => row);
  let next = order.length;
  const batch = new Float32Array(batchSize * width);
  const batchLabels = new Int32Array(batchSize);
  for (let step = 0; step < steps; step++) {
    for (let k = 0; k < batchSize; k++) {
      if (next === order.length) {
        random.shuffle(order);
        next = 0;
      }
      const row = order[next++] as number;
      for (let j = 0; j < width; j++) batch[k * width + j] = features[row * width + j] as number;
      batchLabels[k] = labels[row] as number;
    }
    tf.tidy(() => {
      const input = tf.tensor2d(batch.slice(), [batchSize, width]);
      const wanted = tf.oneHot(tf.tensor1d(batchLabels.slice(), "int32"), classes);
      rule.minimize(() => {
        let values = input;
        for (let l = 0; l < layers.length; l++) {
          values = tf.add(tf.matMul(values, variables[2 * l] as Tensor), variables[2 * l + 1] as Tensor);
          if (l + 1 < layers.length) values = tf.relu(values);
        }
        return tf.losses.softmaxCrossEntropy(wanted, values);
      });
    });
  }
  const trained = new Float64Array(base.length);
  for (const [l, { inputs, outs, at }] of layers.entries()) {
    const weights = await (variables[2 * l] as Tensor).data();
    for (let i = 0; i < weights.length; i++) {
      trained[at + (i % outs) * inputs + Math.floor(i / outs)] = weights[i] as number;
    }
    trained.set(await (variables[2 * l + 1] as Tensor).data(), at + inputs * outs);
  }
  for (const variable of variables) variable.dispose();
  rule.dispose();
  return trained;
}

function layersOf(widths: readonly number[]): { inputs: number; outs: number; at: number }[] {
  let at = 0;
  return widths.slice(1).map((outs, l) => {
    const layer = { inputs: widths[l] as number, outs, at };
    at += outs * (layer.inputs + 1);
    return layer;
  });
}
