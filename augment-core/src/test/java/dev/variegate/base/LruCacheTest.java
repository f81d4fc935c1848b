package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LruCacheTest {

  private final LruCache<String> recent = new LruCache<>(8, String::length);

  @Test
  void letsGoOfWhatWasUsedLongestAgo() {
    recent.keep("a", "1234");
    recent.keep("b", "1234");
    assertThat(recent.find("a")).isPresent();
    recent.keep("c", "1234");
    assertThat(recent.find("b")).isEmpty();
    assertThat(recent.find("a")).isPresent();
    assertThat(recent.find("c")).isPresent();
  }

  @Test
  void keepsNothingThatIsTooLargeByItself() {
    recent.keep("a", "1234");
    recent.keep("large", "123456789");
    assertThat(recent.find("large")).isEmpty();
    assertThat(recent.find("a")).isPresent();
  }

  @Test
  void makesWhatItKeepsOnce() {
    var made = new ArrayList<String>();
    for (var key : List.of("a", "a", "b", "a")) {
      assertThat(
              recent.once(
                  key,
                  () -> {
                    made.add(key);
                    return key;
                  }))
          .isEqualTo(key);
    }
    assertThat(made).containsExactly("a", "b");
  }
}
