package dev.variegate.job;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads job files, the first line of the input as a setting. */
public final class JobFuzz implements FuzzTarget {

  @Override
  public String name() {
    return "job";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            """
            plan.copies=2
            name: clothes
            input: {format: idx, path: in, labels: [shirt, bag], max-pixels: 100}
            methods:
              classic: {policy: light.yaml, weight: 2, references: [{path: a, weight: 2}]}
              sample: {model: models/clothes}
            output: {format: parquet, path: out, mode: overwrite, encoding: jpeg:90}
            labels: {boxes: b, masks: [m], min-visibility: 0.5}
            seed: 7
            handle-invalid: skip
            quarantine: bad
            report: {path: report, copies: 3}
            """,
            """
            methods.oversample.weight=1
            input: {format: binary-file, path: in, label-pattern: '(.*)/x'}
            output: {path: out}
            plan: {target: {bag: 5}}
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "true",
        "-1",
        "0.5",
        "1e999",
        "NaN",
        "2147483648",
        "9223372036854775808",
        "\\u001b",
        ": ",
        "- ",
        "\n",
        "=",
        "&a",
        "*a",
        "<<",
        "input",
        "plan",
        "copies",
        "weight",
        "label-pattern",
        "columns",
        "idx");
  }

  @Override
  public void read(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    var setting = end < 0 ? "seed=1" : text.substring(0, end);
    var unused =
        JobReader.read(JobFile.read(text.substring(end + 1), "fuzz.yaml", List.of(setting)));
  }
}
