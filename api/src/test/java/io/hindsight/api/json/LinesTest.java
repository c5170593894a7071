package io.hindsight.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinesTest {
  /** Gives few bytes at a time, as a network may. */
  private static InputStream dripping(String text, SplittableRandom random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] bytes, int from, int length) {
        return super.read(bytes, from, Math.min(length, 1 + random.nextInt(7)));
      }
    };
  }

  private static List<String> read(InputStream in, int maxLine) throws IOException {
    Lines lines = new Lines(in, maxLine);
    List<String> read = new ArrayList<>();
    while (lines.next()) {
      read.add(
          lines.isTooLong()
              ? "<too long>"
              : new String(lines.bytes(), lines.from(), lines.length(), StandardCharsets.UTF_8));
    }
    return read;
  }

  @Test
  void linesComeOutAsTheyWentInHoweverTheyArrive() throws IOException {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> expected = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      int count = random.nextInt(30);
      for (int i = 0; i < count; i++) {
        String line = "x".repeat(random.nextInt(15));
        expected.add(line.length() > 10 ? "<too long>" : line);
        text.append(line).append('\n');
      }

      assertThat(read(dripping(text.toString(), random), 10))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    assertThat(read(dripping("a\nb", new SplittableRandom(1)), 10)).containsExactly("a", "b");
    assertThat(read(dripping("a\n" + "b".repeat(11), new SplittableRandom(1)), 10))
        .containsExactly("a", "<too long>");
    assertThat(read(dripping("", new SplittableRandom(1)), 10)).isEmpty();
  }

  @Test
  void aLineWithoutEndCostsBoundedMemory() throws IOException {
    InputStream endless =
        new InputStream() {
          private long left = 200_000_000;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            int got = (int) Math.min(left, length);
            left -= got;
            return got == 0 ? -1 : got;
          }
        };

    assertThat(read(endless, 1_000)).containsExactly("<too long>");
  }
}
