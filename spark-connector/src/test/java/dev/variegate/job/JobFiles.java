package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.balance.MethodShare;
import java.util.List;

/** Texts of job files, and how they are read and refused. */
final class JobFiles {

  static final String WHOLE =
      """
      name: clothes
      input: {format: idx, path: in, labels: [shirt, bag]}
      plan: {target: 300}
      methods:
        classic: {policy: light.yaml, weight: 2}
        sample: {model: models/clothes}
      output: {format: parquet, path: out, mode: overwrite, encoding: jpeg:90}
      seed: 7
      handle-invalid: skip
      quarantine: bad
      feature-store: features
      report: {path: report, copies: 3}
      labels:
        boxes: boxes
        keypoints: joints
        masks: [mask]
        box-format: coco
        outside: drop
        min-visibility: 0.2
        handle-labels: drop
      """;

  static final String SHORT =
      """
      input: {format: parquet, path: in}
      output: {path: out}
      methods: {oversample: {}}
      """;

  private JobFiles() {}

  static JobSpec read(String text, String... settings) {
    return JobReader.read(JobFile.read(text, "conf/job.yaml", List.of(settings)));
  }

  /** What a plan is for where its file says nothing else. */
  static JobSpec.Aim aim(String target, int copies) {
    return new JobSpec.Aim(target, copies, JobSpec.Weight.UNIFORM, MethodShare.ANY);
  }

  static void assertRefused(String text, String message, String... settings) {
    assertThatThrownBy(() -> read(text, settings))
        .isInstanceOf(BadJobException.class)
        .hasMessage(message);
  }
}
