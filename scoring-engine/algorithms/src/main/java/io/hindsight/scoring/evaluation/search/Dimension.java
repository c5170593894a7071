package io.hindsight.scoring.evaluation.search;

import io.hindsight.scoring.registry.InvalidSettings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;

/** What a setting may be. */
sealed interface Dimension {

  String draw(SplittableRandom random);

  /** One of a few values: {@code 16|32|64}. */
  record Choice(List<String> values) implements Dimension {
    @Override
    public String draw(SplittableRandom random) {
      return values.get(random.nextInt(values.size()));
    }
  }

  /**
   * A value between two, both included: {@code 0.001..0.1}. Where the upper end is at least ten
   * times the lower, which is above 0, the logarithm is drawn evenly, else the value.
   *
   * @param whole whether both ends are written without a point, and the setting is a whole number,
   *     so that only whole numbers are drawn
   */
  record Range(double low, double high, boolean whole) implements Dimension {
    private static final double FAR = 10;
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    @Override
    public String draw(SplittableRandom random) {
      double even = random.nextDouble();
      double value =
          low > 0 && high / low >= FAR
              ? low * StrictMath.exp(even * StrictMath.log(high / low))
              : low + even * (high - low);
      if (whole) {
        return String.valueOf(Math.clamp(Math.round(value), (long) low, (long) high));
      }
      double rounded = new BigDecimal(value).round(FOUR_DIGITS).doubleValue();
      return String.valueOf(Math.clamp(rounded, low, high));
    }
  }

  static boolean isOne(String text) {
    return text.contains("|") || text.contains("..");
  }

  /**
   * @param fractions whether the setting may have a fraction, however the range is written
   * @throws InvalidSettings saying what cannot be read
   */
  static Dimension parse(String name, String text, boolean fractions) {
    if (text.contains("|")) {
      List<String> values = List.of(text.split("\\|", -1));
      if (values.stream().anyMatch(String::isBlank)) {
        throw new InvalidSettings(name + "=" + text + " has an empty choice: write a|b|c");
      }
      return new Choice(values);
    }
    int dots = text.indexOf("..");
    String low = text.substring(0, dots);
    String high = text.substring(dots + 2);
    try {
      boolean whole = !fractions && low.matches("-?\\d+") && high.matches("-?\\d+");
      Range range = new Range(Double.parseDouble(low), Double.parseDouble(high), whole);
      if (!(range.low() < range.high()) || !Double.isFinite(range.high() - range.low())) {
        throw new InvalidSettings(name + "=" + text + " must rise: write low..high");
      }
      return range;
    } catch (NumberFormatException e) {
      throw new InvalidSettings(name + "=" + text + " is no range of numbers: write low..high");
    }
  }
}
