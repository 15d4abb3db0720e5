/** What GraphiQL shows first. */
export const EXAMPLES = `# 便民 bianmin
# 公开查询不需要令牌；办理要在 Headers 中填令牌（npm run --silent token -- WINDOW_STAFF shexi）：
# Public queries need no token; verbs need one in the headers:
#   {"Authorization": "Bearer …"}

# 从某日起若干工作日的到期日 / when working days end
query Deadline {
  deadlinePreview(from: "2026-09-28", workingDays: 5) {
    dueOn
    provisional
    skipped {
      date
      reason
    }
  }
}

# 乡镇与模块 / townships and their modules
query Townships {
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

# 事项目录 / the catalogue
query Items {
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

# 条款与规则 / clauses and rules
query Clauses {
  regulation {
    clauses {
      id
      text
      rules
    }
  }
}

# 提交申请：把上面某个 acceptable 的事项编号填入 Variables / hands in an application:
#   {"itemId": "…"}
mutation Submit($itemId: ID!) {
  submitCase(input: {itemId: $itemId, applicant: {name: "申请人甲"}}) {
    __typename
    ... on Case {
      id
      number
      queryCode
      state
    }
    ... on Refusal {
      code
      message
      clause {
        id
        text
      }
    }
  }
}
`;
