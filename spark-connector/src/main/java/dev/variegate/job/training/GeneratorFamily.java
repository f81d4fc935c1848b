package dev.variegate.job.training;

import dev.variegate.stage.train.ConditionalVaeTrainer;
import dev.variegate.stage.train.DiffusionTrainer;
import dev.variegate.stage.train.FlowTrainer;
import dev.variegate.stage.train.GanTrainer;
import dev.variegate.stage.train.GeneratorTrainer;
import dev.variegate.stage.train.PixelCnnTrainer;
import java.util.function.Supplier;

/** The families of models that a job trains, by their words in its file: {@code vae}. */
public enum GeneratorFamily {
  VAE(ConditionalVaeTrainer::new),
  GAN(GanTrainer::new),
  DIFFUSION(DiffusionTrainer::new),
  FLOW(FlowTrainer::new),
  PIXEL_CNN(PixelCnnTrainer::new);

  @SuppressWarnings("ImmutableEnumChecker") // constructors, which have no state
  private final Supplier<GeneratorTrainer<?>> trainer;

  GeneratorFamily(Supplier<GeneratorTrainer<?>> trainer) {
    this.trainer = trainer;
  }

  /** One with its defaults. */
  public GeneratorTrainer<?> trainer() {
    return trainer.get();
  }
}
