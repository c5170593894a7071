package io.hindsight.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditReadsTest {

  /** Tomcat hands out headers as Latin-1; what curl and browsers send is UTF-8. */
  @ParameterizedTest
  @ValueSource(strings = {"Jo", "Jürgen Größe", "監査"})
  void namesAreReadAsUtf8(String name) {
    String header = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(AuditReads.decoded(header)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"J\u00fcrgen", "\u00c4"})
  void whatIsNoUtf8IsLeftAsItCame(String latin) {
    assertThat(AuditReads.decoded(latin)).isEqualTo(latin);
  }
}
