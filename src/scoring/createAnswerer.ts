import { dot } from "../learning/dot.ts";
import { norm } from "../learning/norm.ts";
import { createSketch, type Sketch } from "./createSketch.ts";
import { UNREADABLE } from "./UNREADABLE.ts";
import type { UpdateAnswer, UpdateQuestion } from "./UpdateQuestion.ts";
import { updateDefect } from "./updateDefect.ts";

/** The answer of an update; undefined stands for one that cannot be read. */
export type Answerer = (update: Float64Array | undefined) => UpdateAnswer;

/**
 * A function from an update to its answer: the same bits on every thread and machine, because it depends on the question
 * and the update alone. `project` and `read` do not look for defects: they are asked of updates that had none.
 * @param known The sketch of the question, where it is there already.
 */
export function createAnswerer(question: UpdateQuestion, known?: Sketch): Answerer {
  const { kind, parameters } = question;
  if (kind === "read") return answerReadable((update) => ({ numbers: update }));
  if (kind === "project")
    return answerReadable((update) => ({ numbers: Float64Array.of(dot(update, question.direction)) }));
  const sketch = known ?? createSketch(parameters, question.seed);
  return answerReadable((update) => {
    const defect = updateDefect(update, parameters);
    if (defect !== undefined) return { defect };
    const image = sketch.of(update);
    if (kind === "sketch") return { numbers: image };
    const numbers = new Float64Array(2 + image.length);
    numbers[0] = norm(update);
    numbers[1] = dot(update, question.direction);
    numbers.set(image, 2);
    return { numbers };
  });
}

function answerReadable(answer: (update: Float64Array) => UpdateAnswer): Answerer {
  return (update) => (update === undefined ? UNREADABLE : answer(update));
}
