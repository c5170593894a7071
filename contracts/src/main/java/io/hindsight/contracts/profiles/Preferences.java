package io.hindsight.contracts.profiles;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Categories and brands a person says they like. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Preferences(List<String> categories, List<String> brands) {
  public static final Preferences NONE = new Preferences(List.of(), List.of());

  public Preferences {
    categories = categories == null ? List.of() : List.copyOf(categories);
    brands = brands == null ? List.of() : List.copyOf(brands);
  }
}
