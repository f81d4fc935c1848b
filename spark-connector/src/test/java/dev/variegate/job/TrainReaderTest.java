package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.KebabCase;
import dev.variegate.job.training.GeneratorFamily;
import dev.variegate.stage.train.FlowTrainer;
import dev.variegate.stage.train.GanTrainer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainReaderTest {

  private static final String SHORT =
      """
      input: {format: parquet, path: in}
      family: gan
      output: {path: out}
      """;

  private static TrainSpec read(String text, String... settings) {
    return TrainReader.read(JobFile.read(text, "train.yaml", List.of(settings)));
  }

  private static void assertRefused(String message, String... settings) {
    assertThatThrownBy(() -> read(SHORT, settings))
        .isInstanceOf(BadJobException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsLeftOutIsAsTheTrainerHasIt() {
    var spec = read(SHORT);
    assertThat(spec.name()).isEqualTo("generator");
    assertThat(spec.report()).isEmpty();
    assertThat(spec.output()).isEqualTo("out");
    assertThat(spec.trainer()).isInstanceOf(GanTrainer.class);
    assertThat(spec.trainer().getEpochs()).isEqualTo(new GanTrainer().getEpochs());
    assertThat(spec.settings())
        .containsEntry("discriminator-steps", "1")
        .containsEntry("diff-augment", "[translation]")
        .containsEntry("learning-rate", "0.0004")
        .containsEntry("validation-fraction", "0")
        .doesNotContainKeys("seed", "output", "counts", "label-col");
  }

  @Test
  void everyKeyIsTheParamOfThatName() {
    var spec =
        read(
            SHORT,
            "name=clothes",
            "family=flow",
            "params={flow: real-nvp, couplings: 3, learning-rate: 0.5, classes: false}",
            "seed=9",
            "handle-invalid=skip",
            "input.max-pixels=1000");
    var trainer = (FlowTrainer) spec.trainer();
    assertThat(trainer.getFlow()).isEqualTo("real-nvp");
    assertThat(trainer.getCouplings()).isEqualTo(3);
    assertThat(trainer.getLearningRate()).isEqualTo(0.5);
    assertThat(trainer.getClasses()).isFalse();
    assertThat(trainer.getSeed()).isEqualTo(9);
    assertThat(trainer.getHandleInvalid()).isEqualTo("skip");
    assertThat(trainer.getMaxPixels()).isEqualTo(1000);
    assertThat(trainer.getModelName()).isEqualTo("clothes");
  }

  @ParameterizedTest
  @EnumSource
  void everyFamilyHasATrainerOfItsOwn(GeneratorFamily family) {
    var trainer = read(SHORT, "family=" + KebabCase.kebab(family)).trainer();
    assertThat(trainer).hasSameClassAs(family.trainer());
    assertThat(trainer.uid()).isNotEqualTo(family.trainer().uid());
  }

  @Test
  void anUnknownFamilyIsRefused() {
    assertRefused(
        "--set family=difusion: key \"family\" is \"difusion\"; did you mean \"diffusion\"? Known: diffusion, flow, gan, pixel-cnn, vae",
        "family=difusion");
  }

  @Test
  void anUnknownKeyIsRefusedBeforeAMissingOne() {
    assertRefused(
        "--set outputs=x: key \"outputs\" is unknown; did you mean \"output\"? Known: family, handle-invalid, input, name, output, params, report, seed",
        "outputs=x",
        "family=");
  }

  @Test
  void anUnknownParamIsRefusedWithThoseOfTheFamily() {
    assertThatThrownBy(() -> read(SHORT, "params.learn-rate=1"))
        .hasMessageStartingWith(
            "--set params.learn-rate=1: key \"params.learn-rate\" is unknown; did you mean \"learning-rate\"? Known: averaging, batch-size, ")
        .hasMessageContaining("le-cam-weight")
        .hasMessageNotContaining("counts");
  }

  @Test
  void whatStandsElsewhereIsNoParam() {
    assertRefused(
        "--set params.seed=1: key \"params.seed\" is no setting of a training, or has a key of its own in the job file; remove it here",
        "params.seed=1");
  }

  @Test
  void aParamOfAnotherTypeIsRefused() {
    assertRefused(
        "--set params.epochs=many: key \"params.epochs\" is \"many\" but must be a whole number; correct it",
        "params.epochs=many");
  }

  @Test
  void aParamThatTheTrainerRefusesIsRefused() {
    assertRefused(
        "--set params.averaging=1: key \"params.averaging\": averaging is 1.0 but must be from 0 to below 1; change it",
        "params.averaging=1");
  }

  @Test
  void aNameThatIsNoneForABundleIsRefused() {
    assertRefused(
        "--set name=my clothes: key \"name\": modelName is \"my clothes\" but must have letters, digits, dots, dashes and underscores alone; rename it",
        "name=my clothes");
  }

  @Test
  void rowsThatCannotBeUsedAreNotKept() {
    assertRefused(
        "--set handle-invalid=keep: key \"handle-invalid\" is \"keep\"; known: error, skip",
        "handle-invalid=keep");
  }

  @Test
  void classesMustBeSomewhere() {
    assertRefused(
        "params.classes is true but must be false where the images of the input have no class of their own; set params.classes: false, or say where their classes are",
        "input={format: binary-file, path: in}");
    assertThat(read(SHORT, "input={format: binary-file, path: in}", "params.classes=false").name())
        .isEqualTo("generator");
  }

  @Test
  void messagesNameKeysInsteadOfParams() {
    assertThat(
            TrainReader.keys()
                .translated("lower batchSize, set modelName, set labelCol; \"batchSize\" of width"))
        .isEqualTo(
            "lower params.batch-size, set name, set the label of images; \"batchSize\" of width");
  }
}
