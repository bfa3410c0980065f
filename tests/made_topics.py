"""Words of three plain topics, of which the tests of clusters make articles."""

SEA, TEA, SNOW = "渔船 码头 灯塔 渔民 海浪", "茶园 茶农 采茶 茶叶 春茶", "滑雪 雪山 缆车 雪道 冰雪"
