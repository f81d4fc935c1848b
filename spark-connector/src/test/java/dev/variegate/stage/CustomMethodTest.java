package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.CustomMethod;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.image.Image;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.random.Range;
import dev.variegate.stage.row.LineageColumn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A method that a user's own jar brings. */
class CustomMethodTest {

  /** Darkens images by a drawn amount. */
  public record Faded(Range amount) implements CustomMethod {

    public Faded() {
      this(Range.of(0.2, 0.8));
    }

    public Faded {
      amount.requireWithin(0, 1, "Amount of fading");
    }

    @Override
    public String name() {
      return "faded";
    }

    @Override
    public ImageGenerator open(ComputeOptions compute) {
      return new ImageGenerator() {
        @Override
        public List<Sample> make(List<ImageRequest> requests) {
          return requests.stream().map(Faded.this::faded).toList();
        }

        @Override
        public int batch() {
          return 4;
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }

    private Sample faded(ImageRequest request) {
      double left = 1 - amount.draw(request.draw().generator(0));
      var image = request.image();
      var samples = image.toBytes();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) Math.round(left * Byte.toUnsignedInt(samples[i]));
      }
      var made = Image.ofBytes(image.width(), image.height(), image.channels(), samples);
      return request.made(made, name(), Map.of("amount", 1 - left));
    }
  }

  private static ClassBalancer balancer(String methods) {
    return new ClassBalancer()
        .setMethods(methods)
        .setCopies(2)
        .setKeyCol("key")
        .setSplitCol("split");
  }

  @Test
  void aMethodOfAUsersOwnIsNamedLikeAnyOther() {
    var plan =
        "{\"faded\": {\"amount\": [0.5, 0.6], \"then\": [{\"method\": \"classic\", \"policy\": \"steps: [flip]\"}]}, \"dark\": {\"method\": \"faded\", \"amount\": 1}}";
    var table = Images.unbalanced();
    var model = balancer(plan).fit(table).setPlanCol("plan");
    var made = model.transform(table);
    var whole = Images.contents(made);
    assertThat(Images.contents(model.transform(table.repartition(5)))).isEqualTo(whole);
    for (var row : made.filter("plan.method = 'dark'").collectAsList()) {
      var lineage = LineageColumn.of(row.getAs("lineage"));
      assertThat(lineage.method()).isEqualTo("faded");
      assertThat(lineage.steps()).isEqualTo("[{\"faded\":{\"amount\":1.0}}]");
    }
    assertThat(made.filter("plan.method = 'faded'").count()).isEqualTo(9);
  }

  @Test
  void itsKeysAreCheckedLikeAnyOthers() {
    assertThatThrownBy(() -> balancer("{\"faded\": {\"amont\": 1}}"))
        .hasMessage("methods.faded.amont is unknown; did you mean \"amount\"? Known: amount");
    assertThatThrownBy(() -> balancer("{\"faded\": {\"amount\": 2}}"))
        .hasMessageStartingWith("methods.faded: Amount of fading");
    assertThatThrownBy(() -> balancer("{\"fadde\": {}}"))
        .hasMessageContaining("did you mean \"faded\"?");
  }
}
