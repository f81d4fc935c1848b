package dev.variegate.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.model.Tensor;
import org.junit.jupiter.api.Test;

class StyleCacheTest {

  private final StyleCache cache = new StyleCache(2 * 4 * Float.BYTES);

  @Test
  void letsGoOfWhatWasUsedLongestAgo() {
    cache.keep("a", entry(4));
    cache.keep("b", entry(4));
    assertThat(cache.find("a")).isPresent();
    cache.keep("c", entry(4));
    assertThat(cache.find("b")).isEmpty();
    assertThat(cache.find("a")).isPresent();
    assertThat(cache.find("c")).isPresent();
  }

  @Test
  void keepsNothingThatIsTooLargeByItself() {
    cache.keep("a", entry(4));
    cache.keep("large", entry(9));
    assertThat(cache.find("large")).isEmpty();
    assertThat(cache.find("a")).isPresent();
  }

  private static StyleCache.Entry entry(int numbers) {
    return new StyleCache.Entry(
        FeatureMap.channelsFirst(Tensor.of(new float[numbers], 1, numbers)), "");
  }
}
