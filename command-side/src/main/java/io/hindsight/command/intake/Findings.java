package io.hindsight.command.intake;

import io.hindsight.contracts.ids.Id;
import io.hindsight.contracts.ids.Text;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Rejection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one record. The first finding is the answer. No message repeats what the
 * client sent: it may be personal, and answers are logged.
 */
final class Findings {
  private static final Set<String> CURRENCIES =
      Currency.availableCurrencies()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
  private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000000000");
  private static final int PRICE_DECIMALS = 6;
  private static final int LONGEST_CLEAR_ID = 128;

  private final long index;
  private @Nullable Rejection first;

  Findings(long index) {
    this.index = index;
  }

  @Nullable Rejection first() {
    return first;
  }

  void refuse(@Nullable String field, String code, String message, String remedy) {
    if (first == null) {
      first = new Rejection(index, field, new Refusal(code, message, remedy));
    }
  }

  /** An identifier that has to be there. */
  void requiredId(String field, String codePrefix, @Nullable String value) {
    if (value == null || value.isBlank()) {
      refuse(field, codePrefix + "-missing", field + " is missing", "give a " + field);
    } else {
      id(field, codePrefix, value);
    }
  }

  /** An identifier, if it is there. */
  void id(String field, String codePrefix, @Nullable String value) {
    if (value != null && !Id.isValid(value)) {
      refuse(
          field,
          codePrefix + "-invalid",
          field + " is blank, too long, or holds a character that cannot be stored",
          "use 1 to " + Id.MAX_LENGTH + " characters without control characters");
    }
  }

  /**
   * A client's own id of a record, if it is there. Excludes blanks and the at sign: it is kept in
   * clear for ever, so no e-mail may be one.
   */
  void clearId(String field, String codePrefix, @Nullable String value) {
    if (value != null && !isClear(value)) {
      refuse(
          field,
          codePrefix + "-invalid",
          field + " is empty, too long, or holds other characters than allowed",
          "use 1 to "
              + LONGEST_CLEAR_ID
              + " of A-Z a-z 0-9 . _ : ~ - and nothing personal: it is stored in clear");
    }
  }

  private static boolean isClear(String id) {
    if (id.isEmpty() || id.length() > LONGEST_CLEAR_ID) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "._:~-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** When something happened, if it is there. */
  void time(@Nullable Instant timestamp, Instant now, IntakeLimits limits) {
    if (timestamp == null) {
      return;
    }
    if (timestamp.isAfter(now.plus(limits.futureTolerance()))) {
      refuse(
          "timestamp",
          "timestamp-in-future",
          "timestamp is more than "
              + limits.futureTolerance().toSeconds()
              + " s ahead of the server's clock",
          "send when it happened, in ISO 8601, or leave it out for now");
    } else if (timestamp.isBefore(limits.earliest())) {
      refuse(
          "timestamp",
          "timestamp-too-old",
          "timestamp is before " + limits.earliest(),
          "check its unit: seconds may have been read as milliseconds");
    }
  }

  /** Free text, if it is there. */
  void text(String field, @Nullable String value, int longest) {
    if (value == null) {
      return;
    }
    if (value.length() > longest) {
      refuse(
          field,
          "text-too-long",
          field + " has " + value.length() + " characters",
          "use at most " + longest);
    } else if (!Text.isWellFormed(value)) {
      refuse(
          field,
          "text-malformed",
          field + " holds a NUL or half of a surrogate pair",
          "send well-formed Unicode without NUL");
    }
  }

  /** A list of short texts. */
  void texts(String field, List<String> values, int most, int longest) {
    if (values.size() > most) {
      refuse(
          field,
          "too-many-values",
          field + " has " + values.size() + " values",
          "use at most " + most);
      return;
    }
    for (String value : values) {
      if (value.isBlank()) {
        refuse(field, "text-missing", field + " holds a blank value", "leave blank values out");
      }
      text(field, value, longest);
    }
  }

  /** An amount of money: a price that can be stored exactly, and the currency that it is in. */
  void money(String priceField, @Nullable BigDecimal price, @Nullable String currency) {
    if (price == null) {
      if (currency != null) {
        refuse(
            priceField,
            "price-missing",
            "there is a currency without " + priceField,
            "give both or none");
      }
      return;
    }
    if (price.signum() < 0) {
      refuse(priceField, "price-negative", priceField + " is negative", "give 0 or more");
    } else if (price.signum() > 0
        && (price.compareTo(HIGHEST_PRICE) > 0 || price.scale() > PRICE_DECIMALS)) {
      refuse(
          priceField,
          "price-invalid",
          priceField + " is too large or too fine",
          "give at most " + HIGHEST_PRICE + " with at most " + PRICE_DECIMALS + " decimals");
    }
    if (currency == null) {
      refuse(
          "currency",
          "currency-missing",
          priceField + " has no currency",
          "add a currency by ISO 4217, such as EUR");
    } else if (!CURRENCIES.contains(currency)) {
      refuse(
          "currency",
          "currency-unknown",
          "the currency is not one of ISO 4217",
          "use three capital letters, such as EUR");
    }
  }

  /** The same amount always in the same form: 9.50 and 9.5 are equal, 1E+3 is 1000. */
  static @Nullable BigDecimal plain(@Nullable BigDecimal price) {
    if (price == null) {
      return null;
    }
    if (price.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = price.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Blank text is no text. */
  static @Nullable String present(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
