import type { Resource } from "../Verb.ts";

/** `commonweights doctor` */
export const doctor: Resource = {
  name: "doctor",
  summary: "Check node, contracts and account, and say what to do",
  verbs: [
    {
      name: "",
      summary: "Check node, contracts and account, and say what to do",
      details: "Exit code 10 when something is wrong that commands will stumble over.",
      kind: "read",
      example: "doctor --account carol",
      load: () => import("../commands/doctor.ts"),
    },
  ],
};
