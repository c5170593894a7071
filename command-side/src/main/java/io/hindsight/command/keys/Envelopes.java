package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Puts text into envelopes, and takes it out. */
final class Envelopes {
  private final Sealer sealer;
  private final MonthKeys months;

  Envelopes(Sealer sealer, MonthKeys months) {
    this.sealer = sealer;
    this.months = months;
  }

  Personal seal(SecretKey key, SubjectId subject, String text) {
    return envelope(subject, sealer.seal(key, subject, text.getBytes(UTF_8)));
  }

  Personal seal(SecretKey key, SubjectId subject, Month month, String text) {
    byte[] clear = text.getBytes(UTF_8);
    return envelope(subject, sealer.seal(key, months.key(month), subject, month, clear));
  }

  private static Personal envelope(SubjectId subject, byte[] box) {
    return new Personal(subject, Base64.getUrlEncoder().withoutPadding().encodeToString(box));
  }

  /**
   * @param key null where it is destroyed
   */
  Disclosed open(@Nullable SecretKey key, Personal personal) {
    byte[] box = Base64.getUrlDecoder().decode(personal.ciphertext());
    Month month = Sealer.monthOf(box);
    SecretKey monthKey = month == null ? null : months.find(month);
    if (key == null || (month != null && monthKey == null)) {
      return new Disclosed.Erased();
    }
    byte[] clear =
        month == null || monthKey == null
            ? sealer.open(key, personal.subject(), box)
            : sealer.open(key, monthKey, personal.subject(), month, box);
    return new Disclosed.Clear(new String(clear, UTF_8));
  }
}
