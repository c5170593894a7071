package io.hindsight.app.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Looks for text in every byte of every file, whatever the file is. */
public final class RawFiles {
  private static final Map<String, Set<String>> FORMS = new ConcurrentHashMap<>();

  private RawFiles() {}

  /** Which of these are somewhere below the directory. */
  public static Set<String> markersIn(Path directory, Collection<String> markers)
      throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files(directory)) {
      String content = content(file);
      for (String marker : markers) {
        if (forms(marker).stream().anyMatch(content::contains)) {
          found.add(marker);
        }
      }
    }
    return found;
  }

  /** The names of the files that hold this, in any form. */
  public static Set<String> holding(Path directory, String marker) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files(directory)) {
      if (forms(marker).stream().anyMatch(content(file)::contains)) {
        found.add(directory.relativize(file).toString());
      }
    }
    return found;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String content(Path file) throws IOException {
    return new String(Files.readAllBytes(file), ISO_8859_1);
  }

  /** As it is, in two bytes a character, and in base64 at each of the three alignments. */
  private static Set<String> forms(String marker) {
    return FORMS.computeIfAbsent(
        marker,
        text -> {
          Set<String> forms = new TreeSet<>();
          for (byte[] bytes :
              List.of(text.getBytes(UTF_8), text.getBytes(UTF_16LE), text.getBytes(UTF_16BE))) {
            forms.add(new String(bytes, ISO_8859_1));
            for (int shift = 0; shift < 3; shift++) {
              byte[] part =
                  Arrays.copyOfRange(bytes, shift, shift + (bytes.length - shift) / 3 * 3);
              forms.add(Base64.getEncoder().encodeToString(part));
              forms.add(Base64.getUrlEncoder().encodeToString(part));
            }
          }
          return forms;
        });
  }
}
