/** What GraphiQL shows first. */
export const EXAMPLES = `# 便民 bianmin
# 公开查询不需要令牌；办理需要在 Headers 中填 {"Authorization": "Bearer <npm run --silent token -- WINDOW_STAFF shexi>"}
# Public queries need no token; verbs need one in the headers.

query 到期日 {
  deadlinePreview(from: "2026-09-28", workingDays: 5) {
    dueOn
    provisional
    skipped {
      date
      reason
    }
  }
}

query 乡镇与模块 {
  townships(first: 3) {
    edges {
      node {
        code
        name
        modules {
          module {
            id
            title
          }
          enabled
        }
      }
    }
  }
}

query 事项 {
  township(code: "shexi") {
    serviceItems(first: 5) {
      edges {
        node {
          id
          name
          acceptable
          missing {
            field
            clause
          }
        }
      }
    }
  }
}

query 条款 {
  regulation {
    clauses {
      id
      text
      rules
    }
  }
}
`;
