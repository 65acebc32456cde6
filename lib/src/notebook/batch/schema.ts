import { z } from "zod";

const text = z.string().trim().min(1);
const seconds = z.number().positive();

/** `config/batch/NAME.yaml`: unknown keys are refused everywhere. */
export const batchSchema = z.strictObject({
  /** As the file is called. */
  name: text,
  description: text.optional(),
  /** The study that all runs belong to. */
  study: text.optional(),
  /** Runs at the same time. Default: the number of processors. */
  parallel: z.number().int().positive().optional(),
  jobs: z
    .array(
      z.strictObject({
        /** Template name, or path of an `.ipynb` file. */
        notebook: text,
        /** Name of the runs. Default: the notebook's. */
        name: text.optional(),
        params: z.record(z.string(), z.json()).default({}),
        /** The values to try of each parameter; every combination is a run. */
        grid: z.record(z.string(), z.array(z.json()).min(1)).default({}),
        /** Seconds for each cell and for each run; characters of output of a cell. */
        limits: z
          .strictObject({
            cell: seconds.optional(),
            run: seconds.optional(),
            output: z.number().int().positive().optional(),
          })
          .default({}),
        /** Whether further runs start after one of this job has failed. */
        continueOnError: z.boolean().default(true),
      }),
    )
    .min(1),
});

export type Batch = z.infer<typeof batchSchema>;
export type BatchJob = Batch["jobs"][number];
