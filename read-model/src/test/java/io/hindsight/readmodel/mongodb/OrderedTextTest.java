package io.hindsight.readmodel.mongodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderedTextTest {
  private static final long SEED = 20_261_122;
  private static final int[] SPECIAL = {
    0, ' ', '/', 'a', 'z', 0xE9, 0xD7FB, 0xD7FE, 0xD7FF, 0xE000, 0xFF5E, 0xFFFF, 0x10000, 0x1F600,
    0x10FFFF
  };

  private static String any(SplittableRandom random) {
    var text = new StringBuilder();
    int length = random.nextInt(5);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(SPECIAL[random.nextInt(SPECIAL.length)]);
    }
    return text.toString();
  }

  @Test
  void keepsTheOrderOfBytesHoweverItIsComparedAndComesBack() {
    System.out.println("seed " + SEED);
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      String one = any(random);
      String other = any(random);
      String first = OrderedText.encode(one);
      String second = OrderedText.encode(other);
      int bytes = Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
      assertThat(Integer.signum(first.compareTo(second)))
          .as("%s and %s by units", one, other)
          .isEqualTo(Integer.signum(bytes));
      assertThat(
              Integer.signum(Arrays.compareUnsigned(first.getBytes(UTF_8), second.getBytes(UTF_8))))
          .as("%s and %s by bytes", one, other)
          .isEqualTo(Integer.signum(bytes));
      assertThat(OrderedText.decode(first)).isEqualTo(one);
      boolean within =
          first.compareTo(second) <= 0 && second.compareTo(OrderedText.behind(first)) < 0;
      assertThat(within).as("%s begins with %s", other, one).isEqualTo(other.startsWith(one));
    }
  }

  @Test
  void leavesUsualTextAsItIs() {
    assertThat(OrderedText.encode("subject/abc|Zürich 東京")).isEqualTo("subject/abc|Zürich 東京");
  }
}
