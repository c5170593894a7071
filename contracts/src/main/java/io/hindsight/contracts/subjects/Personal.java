package io.hindsight.contracts.subjects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.hindsight.contracts.ids.SubjectId;

/**
 * Personal text in a sealed envelope: only the subject's key opens it, through {@link
 * Subjects#open}. Events, views and messages carry the envelope, so plain text can neither reach a
 * file nor a log line.
 *
 * @param subject whose key it is
 * @param ciphertext base64url; says nothing without the key
 */
public record Personal(SubjectId subject, String ciphertext) {

  /** In JSON an envelope is one string: {@code subject.ciphertext}. */
  @JsonCreator
  public static Personal parse(String envelope) {
    int dot = envelope.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("an envelope reads subject.ciphertext");
    }
    return new Personal(new SubjectId(envelope.substring(0, dot)), envelope.substring(dot + 1));
  }

  @JsonValue
  public String envelope() {
    return subject.value() + "." + ciphertext;
  }

  @Override
  public String toString() {
    return "Personal(sealed)";
  }
}
