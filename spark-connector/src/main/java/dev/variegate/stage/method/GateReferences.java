package dev.variegate.stage.method;

import dev.variegate.stage.duplicate.KnownFeatures;
import dev.variegate.stage.duplicate.KnownImages;
import dev.variegate.stage.row.SentLater;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the gates of a plan compare images with: other images, and features of those of training.
 * Goes to an executor once, for all who share this.
 */
public final class GateReferences implements Serializable {

  private static final long serialVersionUID = 1L;

  private final SentLater<KnownImages> images;
  private final TreeMap<String, SentLater<KnownFeatures>> features;

  /**
   * @param features by the address of the classifier that makes them
   */
  public GateReferences(KnownImages images, Map<String, KnownFeatures> features) {
    this.images = new SentLater<>(images);
    this.features = new TreeMap<>();
    features.forEach((model, known) -> this.features.put(model, new SentLater<>(known)));
  }

  /** Nothing. */
  public static GateReferences none() {
    return new GateReferences(KnownImages.NONE, Map.of());
  }

  SentLater<KnownImages> sentImages() {
    return images;
  }

  Optional<SentLater<KnownFeatures>> sentFeatures(String model) {
    return Optional.ofNullable(features.get(model));
  }

  public KnownImages images() {
    return images.value();
  }

  /** By the address of the classifier that makes them. */
  public Map<String, KnownFeatures> features() {
    var all = new TreeMap<String, KnownFeatures>();
    features.forEach((model, known) -> all.put(model, known.value()));
    return all;
  }

  /** Whether all is here that a gate compares with. */
  public boolean suffice(MethodGate gate) {
    return images().scores().containsAll(gate.knownImages())
        && (!gate.needsKnownFeatures() || features.containsKey(gate.model()));
  }
}
