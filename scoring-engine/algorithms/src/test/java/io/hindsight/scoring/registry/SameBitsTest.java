package io.hindsight.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.given.Baskets;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models, scores, lists and reasons are the same to the bit, however they are computed. */
class SameBitsTest {

  static Stream<Variant> variants() {
    return Variant.all().stream();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void onOneTwoAndEightThreadsAndAfterSavingAndLoading(Variant variant) throws IOException {
    for (long seed = 1; seed <= 7; seed++) {
      TrainingData data = seed < 7 ? Baskets.random(seed).data() : variant.data(seed);
      ModelArtifact one = variant.train(data, 1);
      String bits = Bits.of(one);
      for (int threads : new int[] {2, 8}) {
        ModelArtifact other = variant.train(data, threads);
        assertThat(other.bytes()).as("seed %d", seed).isEqualTo(one.bytes());
        assertThat(Bits.of(other)).as("seed %d", seed).isEqualTo(bits);
      }
      ModelArtifact loaded = ModelArtifact.read(one.bytes(), Variant.REGISTRY);
      assertThat(Bits.of(loaded)).as("loaded, seed %d", seed).isEqualTo(bits);
      assertThat(Bits.of(one)).as("asked again, seed %d", seed).isEqualTo(bits);
    }
  }

  /**
   * The JIT makes vector instructions of the plain loops, or does not: each in a process of its
   * own, as soon as a loop is hot. Its vectors, and those asked for by the module, are of one width
   * here, of another there.
   */
  @Test
  void withVectorsNarrowVectorsNoneAndInterpreted() throws Exception {
    List<String> compiled = List.of("-Xbatch", "-XX:-TieredCompilation");
    List<String> module = List.of("--add-modules", "jdk.incubator.vector");
    List<String> vectors = with(with(compiled, module), List.of("-Dhindsight.vectors=on"));
    List<Process> ways = new ArrayList<>();
    ways.add(started(compiled, "-XX:+UseSuperWord"));
    ways.add(started(compiled, "-XX:MaxVectorSize=16"));
    ways.add(started(compiled, "-XX:-UseSuperWord"));
    ways.add(started(List.of(), "-Xint"));
    ways.add(started(module, "-Dhindsight.vectors=off"));
    ways.add(started(vectors, "-XX:+UseSuperWord"));
    ways.add(started(vectors, "-XX:UseAVX=2"));
    ways.add(started(vectors, "-XX:MaxVectorSize=16"));
    List<String> printed = new ArrayList<>();
    for (Process way : ways) {
      printed.add(new String(way.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      assertThat(way.waitFor()).as(printed.getLast()).isZero();
    }
    assertThat(printed.getFirst().lines()).hasSize(Variant.all().size());
    assertThat(printed).allSatisfy(way -> assertThat(way).isEqualTo(printed.getFirst()));
  }

  private static Process started(List<String> options, String option) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(options);
    // Not every processor has AVX to be limited.
    command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", option, "-Xmx512m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Bits.class.getName(), "5"));
    // The warning of an incubating module goes elsewhere than what is compared.
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<String> with(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @Test
  void easeGoesThreeWaysHere() {
    Variant floats =
        variants().filter(v -> v.name().equals("ease over people in floats")).findFirst().get();
    Variant doubles = floats.with(Map.of("maxMemory", "1000"));
    Variant people = variants().filter(v -> v.name().equals("ease over people")).findFirst().get();
    Variant items = variants().filter(v -> v.name().equals("ease")).findFirst().get();
    TrainingData data = floats.data(1);
    assertThat(data.users()).isLessThan(data.items().size());
    assertThat(Variant.scores(floats.train(data, 1).model(), Bits.history(320, 9)))
        .isNotEqualTo(Variant.scores(doubles.train(data, 1).model(), Bits.history(320, 9)));
    assertThat(people.data(1).users()).isLessThan(people.data(1).items().size());
    assertThat(items.data(1).users()).isGreaterThan(items.data(1).items().size());
  }
}
