package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FolderNameTest {

  @Test
  void namesComeBackAsTheTextsTheyStandFor() {
    for (var text :
        List.of("coat", "t-shirt/top", "..", "_x", "\u00e9t\u00e9 50%", "%41", "\u670d:a", "a+b")) {
      assertThat(FolderName.text(FolderName.of(text))).isEqualTo(text);
    }
    assertThat(FolderName.of("t-shirt/top")).isEqualTo("t-shirt%2Ftop");
  }

  @Test
  void aNameThatNoFileSystemTakesIsRefused() {
    assertThat(FolderName.of("a".repeat(255))).hasSize(255);
    assertThatThrownBy(() -> FolderName.of("\uD83D\uDE00".repeat(22)))
        .hasMessage(
            "Class or split \"%s...\" makes a folder name of 264 bytes but must be at most 255; shorten it, or write Parquet"
                .formatted("\uD83D\uDE00".repeat(20)));
  }

  @Test
  void foldersOfOthersKeepTheirNames() {
    // Nothing here is what the sink would have written.
    for (var name : List.of("50%", "100%2", "a%zz", "caf%E9", "a%41", "a%2ftop", "x%2F#")) {
      assertThat(FolderName.text(name)).isEqualTo(name);
    }
  }

  @Test
  void aMissingNameStaysMissing() {
    assertThat(FolderName.text(null)).isNull();
  }
}
