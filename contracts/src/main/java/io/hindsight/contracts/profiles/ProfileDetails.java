package io.hindsight.contracts.profiles;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.subjects.Personal;
import org.jspecify.annotations.Nullable;

/**
 * A person's profile.
 *
 * @param attributes free attributes as one JSON object, sealed as a whole
 * @param preferences what they say they like; not personal text, since ranking needs it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileDetails(
    @Nullable Personal name,
    @Nullable Personal email,
    @Nullable Personal attributes,
    Preferences preferences) {

  public ProfileDetails {
    preferences = preferences == null ? Preferences.NONE : preferences;
  }
}
