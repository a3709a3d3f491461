package dev.flinkjobs.generate.transactions;

import dev.flinkjobs.record.SeededNumbers;
import java.util.List;

/** Texts as they stand in a CSV file: some with commas, quotes, line breaks or Korean. */
final class News {
  private static final List<String> TEXTS =
      List.of(
          "Stock markets show volatility amid economic uncertainty",
          "Nvidia GPU demand surges due to AI advancements",
          "Amazon announces new AI-powered logistics platform",
          "Apple stock rises after positive earnings report",
          "Microsoft expands cloud services to new regions",
          "Central banks consider interest rate adjustments",
          "Regulatory changes impact global financial markets",
          "AI-driven trading strategies outperform traditional models",
          "Tesla delivers more cars than analysts expected",
          "Chip makers invest in new factories",
          "Exporters gain as the won weakens",
          "삼성전자 반도체 수출 호조",
          "한국은행 기준금리 동결",
          "\"Oil, gold and copper fall\"",
          "\"코스피 2,700선 회복, 외국인 순매수\"",
          "\"Analysts say \"\"buy\"\" after earnings\"",
          "\"\"\"실적 개선\"\" 전망에 주가 상승\"",
          "\"Markets at a glance:\nstocks up, bonds down\"",
          "\"장 마감 시황\r\n코스닥 상승, 원화 약세\"",
          "");

  private News() {}

  static String draw(SeededNumbers random) {
    return TEXTS.get(random.below(TEXTS.size()));
  }
}
