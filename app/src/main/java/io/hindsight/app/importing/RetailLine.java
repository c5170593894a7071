package io.hindsight.app.importing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of an invoice.
 *
 * @param invoice with a C in front where it cancels
 * @param article the stock code, in capitals: the data set writes some both ways
 * @param quantity negative where something comes back or is written off
 * @param unitPrice in pounds sterling
 * @param customer null where nobody is named
 * @param country null where it is unspecified
 */
record RetailLine(
    long line,
    String invoice,
    String article,
    String description,
    int quantity,
    Instant at,
    BigDecimal unitPrice,
    @Nullable String customer,
    @Nullable String country)
    implements RetailFile.Entry {

  boolean isCancellation() {
    return invoice.toUpperCase(Locale.ROOT).startsWith("C");
  }

  /** Postage, fees and the like have codes of letters. */
  static boolean isArticle(String code) {
    return !code.isEmpty() && Character.isDigit(code.charAt(0));
  }

  /** The same at each reading of the file, and another for each line of an invoice. */
  String interactionId() {
    return "online-retail-" + invoice + "-" + line;
  }

  /** What a cancellation has in common with what it cancels. */
  String sale() {
    return customer + " " + article + " " + Math.abs(quantity);
  }
}
