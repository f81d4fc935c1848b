package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void whoAsksForWhatIsUnderWayWaitsForIt() throws InterruptedException {
    var made = new AtomicInteger();
    var other = new Thread(() -> recent.once("a", () -> "other " + made.incrementAndGet()));
    recent.once(
        "a",
        () -> {
          other.start();
          while (other.isAlive() && other.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
          }
          return "first " + made.incrementAndGet();
        });
    other.join();
    assertThat(made).hasValue(1);
  }

  @Test
  void forgetsAll() {
    recent.keep("a", "12345678");
    recent.clear();
    assertThat(recent.find("a")).isEmpty();
    recent.keep("b", "12345678");
    assertThat(recent.find("b")).isPresent();
  }
}
